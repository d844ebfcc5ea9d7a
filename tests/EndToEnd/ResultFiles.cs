using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>The files of a run that are the same for every way of splitting the video.</summary>
internal static class ResultFiles
{
    /// <summary>Their names, without those that only some inputs have.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["summary.json", "frames.npz", "mean.png", "barcode.png", "contact-sheet.jpg"];

    /// <summary>The names of the exports that Reduce writes too.</summary>
    public static readonly IReadOnlyList<string> Exports = ["shots.csv", "shots.otio", "chapters.vtt"];

    /// <summary>Asserts that two folders have the same bytes of them.</summary>
    public static void AssertSame(string expected, string actual) => AssertSame(expected, actual, Names);

    /// <summary>Asserts that two folders have the same bytes of some files.</summary>
    public static void AssertSame(string expected, string actual, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var (left, right) = (Path.Combine(expected, name), Path.Combine(actual, name));
            Assert.True(
                File.ReadAllBytes(right).AsSpan().SequenceEqual(File.ReadAllBytes(left)), $"{right} differs from {left}");
        }
    }
}
