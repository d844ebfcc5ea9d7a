using VideoPipeline.Local.Serving.StepFunctions.Durability;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving.Durability;

public sealed class JournalFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TruncatedAnywhere_HasTheWholeRecordsBeforeAndCanGoOn()
    {
        var (bytes, places) = Write(6);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var path = _folder.File("truncated");
            File.WriteAllBytes(path, bytes[..length]);
            var whole = places.Count(place => place.Offset + place.Length <= length);

            var content = JournalFile.Read(path);
            using (content.File) content.File.Append("next");
            var again = JournalFile.Read(path);

            Assert.Equal(Enumerable.Range(0, whole).Select(Record), content.Records.Select(record => record.Json));
            Assert.Equal(whole == 0 ? 0 : places[whole - 1].Offset + places[whole - 1].Length, content.Offset);
            Assert.Equal(content.Offset == length ? JournalEnd.Whole : JournalEnd.Torn, content.End);
            Assert.Equal((whole + 1, JournalEnd.Whole), (again.Records.Count, again.End));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_GarbageAtTheEnd_IsCutOff(int seed)
    {
        var (bytes, places) = Write(3);
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var garbage = new byte[random.Next(1, 300)];
            if (i % 4 > 0) random.NextBytes(garbage);
            var path = _folder.File("garbage");
            File.WriteAllBytes(path, [.. bytes, .. garbage]);

            var content = JournalFile.Read(path);

            Assert.True((places.Length, JournalEnd.Torn) == (content.Records.Count, content.End), $"seed {seed}, {i}");
            Assert.Equal(bytes, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void Read_ByteChangedBeforeTheLastRecord_IsDamagedThere()
    {
        var (bytes, places) = Write(4);
        // Without the end of the line before the last record, which would make one line of both.
        for (var at = 0; at < places[^1].Offset - 1; at++)
        {
            var path = _folder.File("damaged");
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 0x10;
            File.WriteAllBytes(path, changed);

            var content = JournalFile.Read(path);

            Assert.Equal(JournalEnd.Damaged, content.End);
            Assert.Equal(places.Last(place => place.Offset <= at).Offset, content.Offset);
            Assert.Equal(changed, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void ReadEnds_TruncatedAnywhere_HasTheFirstAndTheLastRecordOfAWholeFile()
    {
        var (bytes, _) = Write(300);
        // In the ends of a file that is longer than what is read of it at once.
        foreach (var length in Enumerable.Range(0, 500).Concat(Enumerable.Range(bytes.Length - 500, 501)))
        {
            var path = _folder.File("truncated");
            File.WriteAllBytes(path, bytes[..length]);

            var ends = JournalFile.ReadEnds(path);

            Assert.Equal(bytes[..length], File.ReadAllBytes(path));
            var content = JournalFile.Read(path);
            var isExpected = content.End == JournalEnd.Whole && content.Records.Count > 1;
            Assert.Equal(isExpected, ends is not null);
            if (ends is null) continue;
            Assert.Equal((content.Records[0].Place, content.Records[0].Json), (ends.FirstPlace, ends.First));
            Assert.Equal(content.Records[^1].Json, ends.Last);
            using (ends.File) ends.File.Append("next");
            Assert.Equal("next", JournalFile.Read(path).Records[^1].Json.Text);
        }
    }

    [Fact]
    public void Read_Places_HasTheirRecords()
    {
        var path = _folder.File("journal");
        using var file = JournalFile.Create(path);
        var places = Enumerable.Range(0, 5).Select(number => file.Append(Record(number))).ToArray();

        Assert.Equal([Record(3), Record(1)], file.Read([places[3], places[1]]));
    }

    [Fact]
    public void Create_ExistingFile_IsReplacedByTheFirstRecord()
    {
        Write(3);
        using var file = JournalFile.Create(_folder.File("journal"));

        file.Append("first");

        Assert.Equal(["first"], JournalFile.Read(_folder.File("journal")).Records.Select(record => record.Json.Text));
    }

    private (byte[] Bytes, JournalPlace[] Places) Write(int count)
    {
        using var file = JournalFile.Create(_folder.File("journal"));
        var places = Enumerable.Range(0, count).Select(number => file.Append(Record(number))).ToArray();
        return (File.ReadAllBytes(_folder.File("journal")), places);
    }

    private static JsonData Record(int number) =>
        ObjectData.Of(("number", number), ("text", new string('é', number * 5)), ("line", "a\nb"));
}
