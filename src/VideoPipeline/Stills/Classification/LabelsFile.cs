using System.Text;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;

namespace VideoPipeline.Stills.Classification;

/// <summary>The class labels of a model: a text file with one line per class, in the order of the output.</summary>
internal static partial class LabelsFile
{
    private const long MaxLength = 16 << 20;

    /// <summary>
    /// Reads the file. Empty lines at the end are ignored; a WordNet synset ID before a label (<c>n01440764 tench</c>), as in
    /// the lists of ImageNet, is removed.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="name">The name of the file in messages; null for the path.</param>
    /// <exception cref="InvalidInputException">The file is not UTF-8 text, or is empty.</exception>
    /// <exception cref="LimitExceededException">The file is too large.</exception>
    public static IReadOnlyList<string> Read(string path, string? name = null)
    {
        name ??= path;
        if (new FileInfo(path).Length is var length and > MaxLength)
            throw new LimitExceededException(
                $"The labels file {name} has {length} bytes; the maximum is {MaxLength}. It must have one line per class.");
        try
        {
            var lines = File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)).TrimEnd().Split('\n');
            return lines is [""]
                ? throw new InvalidInputException($"The labels file {name} is empty. It must have one line per class.")
                : [.. lines.Select(line => SynsetId().Replace(line.Trim(), ""))];
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidInputException(
                $"The labels file {name} is not UTF-8 text. It must have one line per class.", exception);
        }
    }

    [GeneratedRegex(@"\An[0-9]{8}\s+")]
    private static partial Regex SynsetId();
}
