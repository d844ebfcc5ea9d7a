using System.Text;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;

namespace VideoPipeline.Stills.Classification;

/// <summary>The names of a model's classes: a text file with a line for each, in the order of the output.</summary>
public static partial class LabelsFile
{
    private const long Largest = 16 << 20;

    /// <summary>
    /// Reads the file. Empty lines at its end are none; WordNet's number before a name (<c>n01440764 tench</c>), as ImageNet's own
    /// lists have it, is left out.
    /// </summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What messages call it; null for its path.</param>
    /// <exception cref="InvalidInputException">It is not text, or has no line.</exception>
    /// <exception cref="LimitExceededException">It is too large for a list of names.</exception>
    public static IReadOnlyList<string> Read(string path, string? name = null)
    {
        name ??= path;
        if (new FileInfo(path).Length is var length and > Largest)
            throw new LimitExceededException($"The labels file {name} has {length} bytes; up to {Largest} are read. It must have a line for each class.");
        try
        {
            var lines = File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)).TrimEnd().Split('\n');
            return lines is [""]
                ? throw new InvalidInputException($"The labels file {name} is empty: it must have a line for each class.")
                : [.. lines.Select(line => SynsetNumber().Replace(line.Trim(), ""))];
        }
        catch (DecoderFallbackException problem)
        {
            throw new InvalidInputException($"The labels file {name} is no text in UTF-8: it must have a line for each class.", problem);
        }
    }

    [GeneratedRegex(@"\An[0-9]{8}\s+")]
    private static partial Regex SynsetNumber();
}
