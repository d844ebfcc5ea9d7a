namespace VideoPipeline.Codecs;

/// <summary>Packs fields of a header into one number that identifies their values.</summary>
internal ref struct BitPacker
{
    private ulong? _value;

    /// <summary>The packed fields; null where none were added.</summary>
    public readonly ulong? Value => _value;

    /// <summary>Adds a field.</summary>
    /// <param name="field">The value.</param>
    /// <param name="count">The size in bits. All fields together must have fewer than 64 bits.</param>
    public void Add(uint field, int count) => _value = (_value ?? 1) << count | field;
}
