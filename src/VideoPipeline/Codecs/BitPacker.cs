namespace VideoPipeline.Codecs;

/// <summary>Fields of a header, one after the other, as one number that tells them from others.</summary>
internal ref struct BitPacker
{
    private ulong? _value;

    /// <summary>The fields; null where there are none.</summary>
    public readonly ulong? Value => _value;

    /// <summary>Adds a field.</summary>
    /// <param name="field">Its value.</param>
    /// <param name="count">Its bits; 64 in all.</param>
    public void Add(uint field, int count) => _value = (_value ?? 1) << count | field;
}
