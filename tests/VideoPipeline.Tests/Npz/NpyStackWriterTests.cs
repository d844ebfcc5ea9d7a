using VideoPipeline.Npz;
using Xunit;

namespace VideoPipeline.Tests.Npz;

public sealed class NpyStackWriterTests
{
    [Fact]
    public void Complete_ItemsInAnyOrder_WritesThemInOrderOfPosition()
    {
        using var file = new MemoryStream();
        var stack = new NpyStackWriter(file);
        stack.WriteItem(1, [7, 8, 9, 10, 11, 12], 1, 2, 3);
        stack.WriteItem(0, [1, 2, 3, 4, 5, 6], 1, 2, 3);
        stack.Complete();

        var bytes = file.ToArray();
        var length = NpyHeader.PrefixLength + NpyHeader.ReadDictLength(bytes.AsSpan(0, NpyHeader.PrefixLength));
        var (type, shape) = NpyHeader.ReadDict(bytes.AsSpan(NpyHeader.PrefixLength, length - NpyHeader.PrefixLength));
        Assert.Equal("|u1", type);
        Assert.Equal([2, 1, 2, 3], shape);
        Assert.Equal(0, length % 64);
        Assert.Equal(Enumerable.Range(1, 12).Select(value => (byte)value), bytes[length..]);
    }

    [Fact]
    public void Clear_AfterItems_RemovesThem()
    {
        using var file = new MemoryStream();
        var stack = new NpyStackWriter(file);
        stack.WriteItem(0, [1, 2, 3], 3);
        stack.Clear();
        stack.WriteItem(0, [4, 5], 2);
        stack.Complete();
        Assert.Equal([4, 5], file.ToArray()[^2..]);
        Assert.Equal(0, (file.Length - 2) % 64);
    }

    [Fact]
    public void Set_OtherShape_Throws()
    {
        var stack = new NpyStackWriter(new MemoryStream());
        stack.WriteItem(0, [1, 2], 2, 1);
        var exception = Assert.Throws<ArgumentException>(() => stack.WriteItem(1, [1, 2], 1, 2));
        Assert.Contains(
            "The shape (1, 2) differs from that of earlier items, (2, 1).", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_BytesThatDoNotMatchTheShape_Throws()
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            new NpyStackWriter(new MemoryStream()).WriteItem(0, [1, 2, 3], 2, 1));
        Assert.Contains("3 bytes do not match the shape (2, 1).", exception.Message, StringComparison.Ordinal);
    }
}
