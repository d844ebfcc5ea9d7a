using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace VideoPipeline.Fuzzing.Formats;

/// <summary>Counts the branches that instrumented code takes, as AFL does: a byte for each pair of successive ones.</summary>
internal static unsafe class Coverage
{
    private const int Size = 1 << 16;

    private static readonly byte* s_counts = Allocate();
    private static readonly byte[] s_seen = new byte[Size];

    /// <summary>The number of branches reached since the last <see cref="Clear"/>.</summary>
    public static int Edges => s_seen.Count(static classes => classes != 0);

    /// <summary>Forgets what was reached.</summary>
    public static void Clear() => Array.Clear(s_seen);

    /// <summary>Begins a measurement.</summary>
    public static void Start()
    {
        new Span<byte>(s_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Ends a measurement.</summary>
    /// <returns>Whether a branch was reached that was not before, or clearly more often.</returns>
    public static bool IsNew()
    {
        var isNew = false;
        for (var i = 0; i < Size; i++)
        {
            if (s_counts[i] == 0) continue;
            var magnitude = (byte)(1 << int.Log2(s_counts[i]));
            isNew |= (s_seen[i] & magnitude) == 0;
            s_seen[i] |= magnitude;
        }
        return isNew;
    }

    // Instrumented code writes to it from its first branch on, also while it is not measured.
    private static byte* Allocate() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(Size);

    /// <summary>Lets instrumented code run in this process.</summary>
    public static void Enable() => _ = s_counts;
}
