using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Results.Wording;
using Xunit;

namespace VideoPipeline.Tests.Results.Wording;

public sealed class ShellWordsTests
{
    [Fact]
    public void Join_AnyArguments_RoundTripThroughAShell()
    {
        var character = Gen.Elements("ab -_'\"\\$`!*?~#&|;<>()[]{}\n\t\e\u009b\u007fé".ToCharArray());
        var words = character.ArrayOf().Select(characters => new string(characters)).NonEmptyListOf();
        Prop.ForAll(words.ToArbitrary(), args => Split(ShellWords.Join(args)).SequenceEqual(args))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void Join_PlainArguments_AreNotQuoted() =>
        Assert.Equal(
            "videopipeline run films/a_1.mp4 --workers 2",
            ShellWords.Join(["videopipeline", "run", "films/a_1.mp4", "--workers", "2"]));

    private static string[] Split(string line)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", $"printf '%s\\0' {line}"]) { RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        var words = shell.StandardOutput.ReadToEnd().Split('\0');
        shell.WaitForExit();
        return words[..^1];
    }
}
