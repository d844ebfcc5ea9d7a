namespace VideoPipeline.Npz;

/// <summary>An array in a temporary file (<see cref="ArraySpool"/>). It can be written to an <c>.npz</c> file.</summary>
/// <param name="template">An array of the same name, type and shape, except for the number of rows.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="file">The elements.</param>
internal sealed class SpooledArray(NpyArray template, int rows, FileStream file)
    : NpyArray(template.Name, template.Type, [rows, .. template.Shape.Skip(1)])
{
    private const int BlockLength = 1 << 20;

    internal override void ForEachBlock(BlockAction action)
    {
        file.Position = 0;
        var block = new byte[BlockLength];
        for (var remaining = ByteLength; remaining > 0;)
        {
            var part = block.AsSpan(0, (int)Math.Min(BlockLength, remaining));
            file.ReadExactly(part);
            action(part);
            remaining -= part.Length;
        }
    }

    private protected override NpyArray WithRows(string name, int rows, IReadOnlyList<NpyArray> parts) => throw NotInMemory();

    private protected override NpyArray Part(string name, int start, int rows) => throw NotInMemory();

    private NotSupportedException NotInMemory() => new($"The array {Name} is in a temporary file.");
}
