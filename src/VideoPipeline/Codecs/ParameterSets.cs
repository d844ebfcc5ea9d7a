namespace VideoPipeline.Codecs;

/// <summary>The parameter set NAL units of a decoder configuration, byte for byte.</summary>
internal sealed class ParameterSets(IReadOnlyList<byte[]> sets)
{
    public IReadOnlyList<byte[]> All => sets;

    public bool Contains(ReadOnlySpan<byte> unit)
    {
        foreach (var set in sets)
            if (unit.SequenceEqual(set)) return true;
        return false;
    }
}
