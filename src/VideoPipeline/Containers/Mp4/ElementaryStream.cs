namespace VideoPipeline.Containers.Mp4;

/// <summary>Parses an elementary stream descriptor, ES_Descriptor (14496-1, 7.2.6.5).</summary>
internal static class ElementaryStream
{
    private const int EsDescriptorTag = 3;
    private const int DecoderConfigTag = 4;
    private const int DecoderSpecificInfoTag = 5;

    public static (int ObjectType, byte[] Configuration) Parse(Box esds)
    {
        var fields = esds.Read();
        fields.FullBox();
        var objectType = 0;
        while (fields.Remaining >= 2)
        {
            var (tag, length) = (fields.U8(), ReadLength(ref fields));
            switch (tag)
            {
                case EsDescriptorTag:
                    fields.U16();
                    var flags = fields.U8();
                    if ((flags & 0x80) != 0) fields.U16();
                    if ((flags & 0x40) != 0) fields.Bytes(fields.U8());
                    if ((flags & 0x20) != 0) fields.U16();
                    break;
                case DecoderConfigTag:
                    objectType = fields.U8();
                    fields.Bytes(12);
                    break;
                case DecoderSpecificInfoTag:
                    return (objectType, fields.Bytes(Math.Min(length, fields.Remaining)).ToArray());
                default:
                    return (objectType, []);
            }
        }
        return (objectType, []);
    }

    private static int ReadLength(ref BoxReader fields)
    {
        var length = 0;
        for (var i = 0; i < 4; i++)
        {
            var next = fields.U8();
            length = length << 7 | next & 0x7F;
            if ((next & 0x80) == 0) break;
        }
        return length;
    }
}
