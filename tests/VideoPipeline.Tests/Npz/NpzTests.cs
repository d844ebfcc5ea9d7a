using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Errors;
using VideoPipeline.Npz;
using Xunit;

namespace VideoPipeline.Tests.Npz;

public sealed class NpzTests
{
    [Fact]
    public void Read_OfWhatWasWritten_GivesTheSameArrays() =>
        Prop.ForAll(AnyArray.Several.ToArbitrary(), arrays => Same(arrays, Read(Write(arrays)).All)).QuickCheckThrowOnFailure();

    [Fact]
    public void Write_SameArrays_GivesTheSameBytes() =>
        Prop.ForAll(AnyArray.Several.ToArbitrary(), arrays => Write(arrays).SequenceEqual(Write(arrays))).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_OfAnyDamagedByte_GivesTheSameArraysOrSaysCorrupt()
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
                // Names, time stamps and attributes have no check sum.
                return SameButNames(made.arrays, read);
            }
            catch (CorruptResultException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Read_OfAnyBeginning_SaysCorrupt()
    {
        var bytes = Write(NpyArray.Of("pts", new long[] { 1, 2, 3 }), NpyArray.Of("key", new[] { true }));
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<CorruptResultException>(() => Read(bytes[..length]));
    }

    [Fact]
    public void Read_StreamThatCannotSeek_GivesTheArrays()
    {
        var stored = new MemoryStream();
        using (var zipped = new GZipStream(stored, CompressionLevel.Fastest, leaveOpen: true))
            NpzWriter.Write(zipped, [NpyArray.Of("pts", new long[] { 5, 6 })]);
        stored.Position = 0;

        using var unzipped = new GZipStream(stored, CompressionMode.Decompress);
        Assert.Equal([5L, 6L], NpzReader.Read(unzipped, "partial").Get<long>("pts").Data);
    }

    [Fact]
    public void Read_CompressedEntry_SaysCorrupt()
    {
        var error = Assert.Throws<CorruptResultException>(() => Read(Zip(CompressionLevel.Optimal, ("zeros.npy", new byte[10_000]))));
        Assert.Contains("zeros.npy is not stored", error.Message);
    }

    [Fact]
    public void Read_ShapeBeyondTheBytes_SaysCorruptWithoutAllocating()
    {
        // The dict of an array of 32 GB, which is as long as that of one of 8 bytes.
        var honest = NpyHeader.Write(NpyArray.Of("big", new double[1], 1, 1));
        var lie = Encoding.Latin1.GetString(honest).Replace("(1, 1), }        ", "(65535, 65535), }");
        byte[] entry = [.. Encoding.Latin1.GetBytes(lie), .. new byte[8]];

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CorruptResultException>(() => Read(Zip(CompressionLevel.NoCompression, ("big.npy", entry))));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void Read_EntryThatIsNoArray_SaysCorrupt() =>
        Assert.Throws<CorruptResultException>(() => Read(Zip(CompressionLevel.NoCompression, ("readme.txt", "hello"u8.ToArray()))));

    [Fact]
    public void Read_TwoEntriesOfOneName_SaysCorrupt()
    {
        var npy = NpyHeader.Write(NpyArray.Of("a", Array.Empty<byte>(), 0));
        Assert.Throws<CorruptResultException>(() => Read(Zip(CompressionLevel.NoCompression, ("a.npy", npy), ("a.npy", npy))));
    }

    [Fact]
    public void Read_TruthValueOfTwo_SaysCorrupt()
    {
        byte[] npy = [.. NpyHeader.Write(NpyArray.Of("key", new bool[1])), 2];
        Assert.Throws<CorruptResultException>(() => Read(Zip(CompressionLevel.NoCompression, ("key.npy", npy))));
    }

    [Fact]
    public void Get_OfAnotherType_SaysWhichItIs()
    {
        var arrays = Read(Write(NpyArray.Of("pts", new[] { 1 })));
        var error = Assert.Throws<CorruptResultException>(() => arrays.Get<long>("pts"));
        Assert.Equal("The array pts of test.npz is of type <i4, not <i8. Delete it and run again.", error.Message);
    }

    [Fact]
    public void Get_OfNone_SaysWhichIsMissing()
    {
        var arrays = Read(Write(NpyArray.Of("pts", new[] { 1 })));
        Assert.Equal("test.npz has no array time. Delete it and run again.", Assert.Throws<CorruptResultException>(() => arrays.Get<long>("time")).Message);
    }

    [Fact]
    public void Of_ShapeThatTheElementsDoNotFill_Throws() =>
        Assert.Throws<ArgumentException>(() => NpyArray.Of("a", new byte[5], 2, 3));

    [Fact]
    public void Of_TypeThatIsNotAmongThem_Throws() =>
        Assert.Throws<NotSupportedException>(() => NpyArray.Of("a", new char[5]));

    [Fact]
    public void Write_TwoArraysOfOneName_Throws() =>
        Assert.Throws<ArgumentException>(() => Write(NpyArray.Of("a", new byte[1]), NpyArray.Of("a", new byte[2])));

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

    private static bool Same(IReadOnlyList<NpyArray> left, IReadOnlyList<NpyArray> right) =>
        left.Select(array => array.Name).SequenceEqual(right.Select(array => array.Name)) && SameButNames(left, right);

    private static bool SameButNames(IReadOnlyList<NpyArray> left, IReadOnlyList<NpyArray> right) =>
        left.Count == right.Count && left.Zip(right).All(pair =>
            pair.First.Type == pair.Second.Type && pair.First.Shape.SequenceEqual(pair.Second.Shape) && Bytes(pair.First).SequenceEqual(Bytes(pair.Second)));

    private static byte[] Bytes(NpyArray array)
    {
        var bytes = new List<byte>();
        array.EachBlock(block => bytes.AddRange(block));
        return [.. bytes];
    }
}
