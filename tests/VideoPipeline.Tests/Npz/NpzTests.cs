using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Errors;
using VideoPipeline.Npz;
using Xunit;

namespace VideoPipeline.Tests.Npz;

public sealed class NpzTests
{
    [Property]
    public Property Read_WrittenArrays_RoundTrips() =>
        Prop.ForAll(AnyArray.Several.ToArbitrary(), arrays => AreSame(arrays, Read(Write(arrays)).All))
            ;

    [Property]
    public Property Write_SameArraysTwice_GivesTheSameBytes() =>
        Prop.ForAll(AnyArray.Several.ToArbitrary(), arrays => Write(arrays).SequenceEqual(Write(arrays)))
            ;

    [Fact]
    public void Read_AnyDamagedByte_ReturnsTheSameElementsOrThrowsCorruptResult()
    {
        var damage =
            from arrays in AnyArray.Several
            from position in Gen.Choose(0, Write(arrays).Length - 1)
            from flip in Gen.Choose(1, 255)
            select (arrays, position, flip);
        Prop.ForAll(damage.ToArbitrary(), made =>
        {
            var bytes = Write(made.arrays);
            bytes[made.position] ^= (byte)made.flip;
            try
            {
                var read = Read(bytes).All;
                // Names, time stamps and attributes have no checksum.
                return HaveSameElements(made.arrays, read);
            }
            catch (CorruptResultException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Read_AnyTruncatedFile_ThrowsCorruptResult()
    {
        var bytes = Write(NpyArray.Of("pts", new long[] { 1, 2, 3 }), NpyArray.Of("key", new[] { true }));
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<CorruptResultException>(() => Read(bytes[..length]));
    }

    [Fact]
    public void Read_NonSeekableStream_ReturnsTheArrays()
    {
        var stored = new MemoryStream();
        using (var zipped = new GZipStream(stored, CompressionLevel.Fastest, leaveOpen: true))
            NpzWriter.Write(zipped, [NpyArray.Of("pts", new long[] { 5, 6 })]);
        stored.Position = 0;

        using var unzipped = new GZipStream(stored, CompressionMode.Decompress);
        Assert.Equal([5L, 6L], NpzReader.Read(unzipped, "partial").Get<long>("pts").Data);
    }

    [Fact]
    public void Read_CompressedEntry_ThrowsCorruptResult() => AssertCorrupt(
        "its entry zeros.npy is compressed", Zip(CompressionLevel.Optimal, ("zeros.npy", new byte[10_000])));

    [Fact]
    public void Read_ShapeLargerThanTheData_ThrowsCorruptResultWithoutAllocating()
    {
        // The header of an array of 32 GB, with the same length as that of an array of 8 bytes.
        var header = NpyHeader.Write(NpyArray.Of("big", new double[1], 1, 1));
        var forged = Encoding.Latin1.GetString(header).Replace("(1, 1), }        ", "(65535, 65535), }");
        byte[] entry = [.. Encoding.Latin1.GetBytes(forged), .. new byte[8]];

        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertCorrupt("its shape requires 34358689928", Zip(CompressionLevel.NoCompression, ("big.npy", entry)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void Read_EntryThatIsNotAnArray_ThrowsCorruptResult() => AssertCorrupt(
        "its entry 'readme.txt' is not an array", Zip(CompressionLevel.NoCompression, ("readme.txt", "hello"u8.ToArray())));

    [Fact]
    public void Read_TwoEntriesWithTheSameName_ThrowsCorruptResult()
    {
        var npy = NpyHeader.Write(NpyArray.Of("a", Array.Empty<byte>(), 0));
        AssertCorrupt("it has two entries named a.npy", Zip(CompressionLevel.NoCompression, ("a.npy", npy), ("a.npy", npy)));
    }

    [Fact]
    public void Read_BooleanOfTwo_ThrowsCorruptResult()
    {
        byte[] npy = [.. NpyHeader.Write(NpyArray.Of("key", new bool[1])), 2];
        AssertCorrupt("it has Boolean values other than 0 and 1", Zip(CompressionLevel.NoCompression, ("key.npy", npy)));
    }

    [Fact]
    public void Get_OtherType_NamesBothTypes()
    {
        var arrays = Read(Write(NpyArray.Of("pts", new[] { 1 })));
        var error = Assert.Throws<CorruptResultException>(() => arrays.Get<long>("pts"));
        Assert.Equal("The array pts of test.npz has type <i4, not <i8. Delete the file and run again.", error.Message);
    }

    [Fact]
    public void Get_MissingArray_NamesIt()
    {
        var arrays = Read(Write(NpyArray.Of("pts", new[] { 1 })));
        var error = Assert.Throws<CorruptResultException>(() => arrays.Get<long>("time"));
        Assert.Equal("test.npz has no array time. Delete the file and run again.", error.Message);
    }

    [Fact]
    public void Of_ShapeThatDoesNotMatchTheElements_ThrowsArgumentException() =>
        Assert.Throws<ArgumentException>(() => NpyArray.Of("a", new byte[5], 2, 3));

    [Fact]
    public void Of_UnsupportedElementType_ThrowsNotSupported() =>
        Assert.Throws<NotSupportedException>(() => NpyArray.Of("a", new char[5]));

    [Fact]
    public void Write_TwoArraysWithTheSameName_ThrowsArgumentException() =>
        Assert.Throws<ArgumentException>(() => Write(NpyArray.Of("a", new byte[1]), NpyArray.Of("a", new byte[2])));

    [Fact]
    public void Split_ConcatenatedArrays_ReturnsTheParts()
    {
        NpyArray[] parts =
        [
            NpyArray.Of("a", new[] { 1, 2, 3, 4 }, 2, 2),
            NpyArray.Of("a", Array.Empty<int>(), 0, 2),
            NpyArray.Of("a", new[] { 5, 6 }, 1, 2),
        ];

        var whole = NpyArray.Concat("a", parts);

        Assert.Equal([3, 2], whole.Shape);
        Assert.True(AreSame(parts, NpyArray.Split("a", whole, [2, 0, 1])));
        Assert.Throws<CorruptResultException>(() => NpyArray.Split("a", whole, [2, 2]));
    }

    [Fact]
    public void Concat_OtherTypeOrOtherAxis_ThrowsArgumentException()
    {
        var ints = NpyArray.Of("a", new int[4], 2, 2);
        Assert.Throws<ArgumentException>(() => NpyArray.Concat("a", [ints, NpyArray.Of("a", new long[4], 2, 2)]));
        Assert.Throws<ArgumentException>(() => NpyArray.Concat("a", [ints, NpyArray.Of("a", new int[6], 2, 3)]));
    }

    private static void AssertCorrupt(string problem, byte[] file)
    {
        var error = Assert.Throws<CorruptResultException>(() => Read(file));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Write(params NpyArray[] arrays)
    {
        var stream = new MemoryStream();
        NpzWriter.Write(stream, arrays);
        return stream.ToArray();
    }

    private static NpzArrays Read(byte[] bytes) => NpzReader.Read(new MemoryStream(bytes), "test.npz");

    private static byte[] Zip(CompressionLevel level, params (string Name, byte[] Bytes)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }

    private static bool AreSame(IReadOnlyList<NpyArray> left, IReadOnlyList<NpyArray> right) =>
        left.Select(array => array.Name).SequenceEqual(right.Select(array => array.Name)) && HaveSameElements(left, right);

    private static bool HaveSameElements(IReadOnlyList<NpyArray> left, IReadOnlyList<NpyArray> right) =>
        left.Count == right.Count && left.Zip(right).All(pair =>
            pair.First.Type == pair.Second.Type && pair.First.Shape.SequenceEqual(pair.Second.Shape) &&
            Bytes(pair.First).SequenceEqual(Bytes(pair.Second)));

    private static byte[] Bytes(NpyArray array)
    {
        var bytes = new List<byte>();
        array.ForEachBlock(block => bytes.AddRange(block));
        return [.. bytes];
    }
}
