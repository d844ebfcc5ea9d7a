using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Runs;

/// <summary>The folder of <c>--out</c>, to which the result files of a run are copied.</summary>
/// <param name="path">The path; it need not exist.</param>
internal sealed class OutputFolder(string path)
{
    /// <summary>The path.</summary>
    public string Path => path;

    /// <summary>The address of the video whose results the folder has; null if it has none.</summary>
    public string? Owner => RunFolder.TryReadReport(path)?.Video.Uri;

    /// <summary>Creates the object from the value of <c>--out</c> and checks the path; null if the option is not given.</summary>
    /// <param name="given">The value of the option.</param>
    /// <param name="workingFolder">The folder that relative paths are resolved against.</param>
    /// <exception cref="InvalidInputException">The path is a file, or it is an address.</exception>
    public static OutputFolder? FromOption(string? given, string workingFolder)
    {
        if (given is null) return null;
        var folder = new OutputFolder(Resolve(given, workingFolder));
        folder.Check();
        return folder;
    }

    /// <summary>The full path of the value of an option <c>--out</c>.</summary>
    /// <param name="given">The value of the option.</param>
    /// <param name="workingFolder">The folder that relative paths are resolved against.</param>
    /// <exception cref="InvalidInputException">It is an address, of which .NET would make a folder named <c>s3:</c>.</exception>
    public static string Resolve(string given, string workingFolder)
    {
        SourceAddress address = given;
        if (address.Scheme is not null || address.IsMistyped)
            throw new InvalidInputException(
                $"--out {address} is an address, but must be a folder of this machine. Give its path, and upload the files "
                + "afterwards, such as by aws s3 cp --recursive.");
        return System.IO.Path.GetFullPath(given, workingFolder);
    }

    /// <summary>Checks that the path is not a file. Called before the run starts.</summary>
    /// <exception cref="InvalidInputException">The path is a file.</exception>
    public void Check()
    {
        if (File.Exists(path))
            throw new InvalidInputException($"--out {path} is a file. Give a folder; it is created if it does not exist.");
    }

    /// <summary>Checks that the folder does not have the results of another video, which would be replaced.</summary>
    /// <param name="video">The address of the video, as in <c>run.json</c>.</param>
    /// <exception cref="InvalidInputException">It has them.</exception>
    public void CheckIsFor(string video)
    {
        if (Owner is { } other && other != video)
            throw new InvalidInputException(
                $"--out {path} has the results of {other}. Give another folder, or delete this one.");
    }

    /// <summary>
    /// Copies files to the folder, and replaces files of the same names: all or, if there is not enough space for them, none.
    /// <c>run.json</c> is deleted first and copied last: a folder with one is complete.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="names">The names of the files.</param>
    /// <param name="stale">The names of result files that this run does not have; those of an earlier run are deleted.</param>
    /// <exception cref="InvalidInputException">The folder cannot be created or written.</exception>
    /// <exception cref="LimitExceededException">There is not enough space.</exception>
    public void Copy(string folder, IReadOnlyList<string> names, IReadOnlyList<string>? stale = null)
    {
        var unfinished = names.ToDictionary(name => name, name => PathOf($"{name}.{Guid.NewGuid():N}"));
        try
        {
            Directory.CreateDirectory(path);
            foreach (var (name, copy) in unfinished) File.Copy(System.IO.Path.Combine(folder, name), copy);
            foreach (var name in (string[])[RunFolder.ReportName, .. stale ?? []]) File.Delete(PathOf(name));
            foreach (var (name, copy) in unfinished.OrderBy(file => file.Key == RunFolder.ReportName))
                File.Move(copy, PathOf(name), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(path)) foreach (var copy in unfinished.Values) File.Delete(copy);
            var message = $"The results cannot be written to {path}: {e.Message} They are in {folder}.";
            throw e.IsFullDisk() ? new LimitExceededException(message, e) : new InvalidInputException(message, e);
        }
    }

    private string PathOf(string name) => System.IO.Path.Combine(path, name);
}
