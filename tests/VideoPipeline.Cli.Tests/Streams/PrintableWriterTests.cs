using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Cli.Streams;
using Xunit;

namespace VideoPipeline.Cli.Tests.Streams;

public sealed class PrintableWriterTests
{
    [Theory]
    [InlineData("a\tb\r\nc", "a\tb\r\nc")]
    [InlineData("\e[2J", @"\u001b[2J")]
    [InlineData("\u009b2J\u007f\0", @"\u009b2J\u007f\u0000")]
    [InlineData("gpj.\u202efilm", @"gpj.\u202efilm")]
    [InlineData("Käse 🎬", "Käse 🎬")]
    public void Write_Text_EscapesControlCharacters(string text, string expected) =>
        Assert.Equal(expected, PrintableWriter.Escape(text));

    [Fact]
    public void Write_AnyTextInAnyParts_HasNoControlCharacters() => Prop.ForAll((string?[] parts) =>
    {
        using var output = new StringWriter();
        using var writer = new PrintableWriter(output);
        foreach (var part in parts) writer.Write(part);
        return output.ToString() == PrintableWriter.Escape(string.Concat(parts))
            && output.ToString().All(character => !char.IsControl(character) || "\n\r\t".Contains(character));
    }).QuickCheckThrowOnFailure();
}
