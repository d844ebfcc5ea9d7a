using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Cli.Failures;
using Xunit;

namespace VideoPipeline.Cli.Tests.Failures;

public sealed class ShellWordsTests
{
    [Fact]
    public void Join_AnyWords_AreReadBackByAShell()
    {
        var character = Gen.Elements("ab -_'\"\\$`!*?~#&|;<>()[]{}\n\té".ToCharArray());
        var words = character.ArrayOf().Select(characters => new string(characters)).NonEmptyListOf();
        Prop.ForAll(words.ToArbitrary(), made => ReadBack(ShellWords.Join(made)).SequenceEqual(made))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void Join_PlainWords_StayAsTheyAre() =>
        Assert.Equal("videopipeline run films/a_1.mp4 --workers 2", ShellWords.Join(["videopipeline", "run", "films/a_1.mp4", "--workers", "2"]));

    private static string[] ReadBack(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"printf '%s\\0' {line}"]) { RedirectStandardOutput = true })!;
        var words = shell.StandardOutput.ReadToEnd().Split('\0');
        shell.WaitForExit();
        return words[..^1];
    }
}
