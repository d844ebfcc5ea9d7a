using static System.FormattableString;

namespace VideoPipeline.Pages.Components;

/// <summary>Short texts that several components share.</summary>
internal static class Words
{
    /// <summary>Returns a range of frames: <c>frame 7</c>, <c>frames 7–9</c>.</summary>
    /// <param name="start">The first frame.</param>
    /// <param name="end">The frame after the last.</param>
    public static string Frames(long start, long end) =>
        end - start == 1 ? Invariant($"frame {start}") : Invariant($"frames {start}–{end - 1}");

    /// <summary>Returns a word with a capital letter.</summary>
    public static string Capitalize(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>Returns a label without its synonyms, which follow a comma.</summary>
    public static string Label(string name) => name.Split(',')[0];
}
