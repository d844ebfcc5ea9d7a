using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Cli.Runs;
using Xunit;

namespace VideoPipeline.Cli.Tests.Runs;

public sealed class ExecutionNameTests
{
    [Fact]
    public void For_AnyVideo_IsAnAllowedName() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), video =>
            ExecutionName.For(video.Get, DateTimeOffset.UnixEpoch) is { Length: <= 80 } name &&
            name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')).QuickCheckThrowOnFailure();

    [Fact]
    public void For_TheSameVideoTwice_Differs() => Assert.NotEqual(
        ExecutionName.For("film.mp4", DateTimeOffset.UnixEpoch), ExecutionName.For("film.mp4", DateTimeOffset.UnixEpoch));

    [Theory]
    [InlineData("/videos/My film (2).final.mp4", "My-film-2-final")]
    [InlineData("https://example.com/a/film_1.mp4?token=secret/x", "film_1")]
    [InlineData("映画.mp4", "video")]
    [InlineData("https://example.com/", "example")]
    public void Stem_OfAVideo_IsItsNameInAllowedCharacters(string video, string stem) => Assert.Equal(stem, ExecutionName.Stem(video));
}
