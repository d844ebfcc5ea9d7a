using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Exports.Tables;
using VideoPipeline.Npz;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Exports;

public sealed class TableTests
{
    [Fact]
    public void Csv_AnyTexts_AreReadBack() => Prop.ForAll(
        Gen.ListOf(
            Gen.ListOf(Gen.Elements('a', ',', '"', '\r', '\n', 'ü', ' ', ';'), 4).Select(letters => string.Concat(letters)))
            .ToArbitrary(),
        texts =>
        {
            string[] column = [.. texts];
            var read = ReadCsv(Csv(new Table(column.Length, [
                new TableColumn<string>("a", row => column[row]), new TableColumn<int>("b,", row => row)])));
            return read[0].SequenceEqual(["a", "b,"])
                && read.Skip(1).Select(row => row[0]).SequenceEqual(column)
                && read.All(row => row.Count == 2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Csv_AnyNumber_IsReadBackExactly() => Prop.ForAll(
        ArbMap.Default.ArbFor<double>(),
        number => BitConverter.DoubleToInt64Bits(double.Parse(
            new TableColumn<double>("x", _ => number).Text(0), CultureInfo.InvariantCulture))
            == BitConverter.DoubleToInt64Bits(number)).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Csv_CultureWithOtherSeparators_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign) = (",", "−");
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal("x\r\n-1234.5\r\n", Csv(new Table(1, [new TableColumn<double>("x", _ => -1234.5)])));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void FrameArrays_ArraysOfSeveralAxes_AreAColumnForEachElement()
    {
        var table = FrameArrays.ToTable([
            NpyArray.Of<long>("frame", [7, 8]), NpyArray.Of<ulong>("hash", [ulong.MaxValue, 0]),
            NpyArray.Of<bool>("key", [true, false]),
            NpyArray.Of<uint>("hist", [1, 2, 3, 4], 2, 2), NpyArray.Of<int>("deep", [.. Enumerable.Range(0, 8)], 2, 2, 2)]);
        Assert.Equal(
            "frame,hash,key,hist_0,hist_1,deep_0_0,deep_0_1,deep_1_0,deep_1_1\r\n" +
            "7,18446744073709551615,true,1,2,0,1,2,3\r\n8,0,false,3,4,4,5,6,7\r\n",
            Csv(table));
    }

    [Fact]
    public void Shots_Table_HasTheNumbersOfTheSummary()
    {
        var summary = ExampleShots.Summary(new(30000, 1001), new TimeBase(1001, 30000), 4000, 0, 1800, 3000).Labeled("a, \"b\"");
        var rows = ReadCsv(Csv(ShotTable.ToTable(summary.List())));
        string Cell(int shot, string column) => rows[shot + 1][rows[0].IndexOf(column)];
        foreach (var (index, shot) in summary.Shots.Index())
        {
            Assert.Equal($"{index + 1}", Cell(index, "shot"));
            Assert.Equal((shot.Start, shot.End), (long.Parse(Cell(index, "start")), long.Parse(Cell(index, "end"))));
            Assert.Equal(
                (shot.StartSeconds, shot.EndSeconds),
                (double.Parse(Cell(index, "start_seconds"), CultureInfo.InvariantCulture),
                    double.Parse(Cell(index, "end_seconds"), CultureInfo.InvariantCulture)));
            Assert.Equal("a, \"b\"", Cell(index, "label"));
        }
        Assert.Equal("00:01:00;02", Cell(1, "start_timecode"));
    }

    [Fact]
    public void Shots_VideoWithoutTimecodes_HaveNone()
    {
        var summary = ExampleRun.Summary with { Video = ExampleRun.Summary.Video with { VariableFrameRate = true } };
        var column = ShotTable.ToTable(summary.List()).Columns.Single(one => one.Name == "start_timecode");
        Assert.Equal("", column.Text(0));
    }

    private static string Csv(Table table)
    {
        using var output = new StringWriter();
        CsvFile.Write(table, output);
        return output.ToString();
    }

    // RFC 4180: records end in CR LF; within quotation marks every character is text, and two marks are one.
    private static List<List<string>> ReadCsv(string text)
    {
        var (records, record, field, quoted) = (new List<List<string>>(), new List<string>(), "", false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') field += text[i++];
            else if (text[i] == '"') quoted = !quoted;
            else if (quoted || (text[i] != ',' && text[i] != '\r')) field += text[i];
            else
            {
                record.Add(field);
                field = "";
                if (text[i] == ',') continue;
                Assert.Equal('\n', text[++i]);
                records.Add(record);
                record = [];
            }
        }
        return records;
    }
}
