namespace VideoPipeline.Layers.Packages;

/// <summary>The check sum of a zip file's entries (APPNOTE.TXT, 4.4.7; polynomial of ISO 3309).</summary>
internal static class Crc32
{
    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(value => Shifted((uint)value))];

    /// <summary>The sum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> content)
    {
        var sum = ~0U;
        foreach (var value in content) sum = s_table[(byte)(sum ^ value)] ^ (sum >> 8);
        return ~sum;
    }

    private static uint Shifted(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ 0xedb88320 : value >> 1;
        return value;
    }
}
