using Xunit;

namespace VideoPipeline.Testing;

/// <summary>A test that requires files of the shared data. It is skipped if one of them does not exist.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <param name="files">Paths below the shared data folder, such as <c>videos/edts.mp4</c>.</param>
    public SharedDataFactAttribute(params string[] files) => Skip = SkipReason(files);

    internal static string? SkipReason(string[] files)
    {
        if (Repository.SharedData is not { } folder) return "needs ../shared/data, which does not exist";
        var absent = files.FirstOrDefault(file => !File.Exists(Path.Combine(folder, file)));
        return absent is null ? null : $"needs ../shared/data/{absent}, which does not exist";
    }
}

/// <summary>A theory that requires files of the shared data. It is skipped if one of them does not exist.</summary>
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    /// <param name="files">Paths below the shared data folder, such as <c>videos/edts.mp4</c>.</param>
    public SharedDataTheoryAttribute(params string[] files) => Skip = SharedDataFactAttribute.SkipReason(files);
}
