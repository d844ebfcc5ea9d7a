using VideoPipeline.Errors;

namespace VideoPipeline.Cli.Runs;

/// <summary>The folder in which a person wants the result files of a run.</summary>
/// <param name="path">Where it is, or is to be.</param>
internal sealed class OutFolder(string path)
{
    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>The folder of <c>--out</c>, checked; null where none is wanted.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="workingFolder">Where relative paths start.</param>
    /// <exception cref="InvalidInputException">There is a file in its place.</exception>
    public static OutFolder? Of(string? given, string workingFolder)
    {
        if (given is null) return null;
        var folder = new OutFolder(System.IO.Path.GetFullPath(given, workingFolder));
        folder.Check();
        return folder;
    }

    /// <summary>Sees, before anything is done, that it can be a folder.</summary>
    /// <exception cref="InvalidInputException">There is a file in its place.</exception>
    public void Check()
    {
        if (File.Exists(path)) throw new InvalidInputException($"--out {path} is a file: name a folder, which is made where there is none.");
    }

    /// <summary>Copies files into it; each appears whole, in place of one that has its name.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="names">Which files.</param>
    /// <param name="stale">Files of which this run has none: those of an earlier one are deleted.</param>
    /// <exception cref="InvalidInputException">The folder cannot be made or written to.</exception>
    public void Copy(string folder, IReadOnlyList<string> names, IReadOnlyList<string>? stale = null)
    {
        try
        {
            Directory.CreateDirectory(path);
            foreach (var name in stale ?? []) File.Delete(System.IO.Path.Combine(path, name));
            foreach (var name in names) Copy(System.IO.Path.Combine(folder, name), System.IO.Path.Combine(path, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"The results cannot be written to {path}: {e.Message} They are in {folder}.", e);
        }
    }

    private static void Copy(string from, string to)
    {
        var unfinished = $"{to}.{Guid.NewGuid():N}";
        try
        {
            File.Copy(from, unfinished);
            File.Move(unfinished, to, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
