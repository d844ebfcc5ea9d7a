using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Video;

public sealed class VideoStemTests
{
    [Theory]
    [InlineData("/videos/My film (2).final.mp4", "My-film-2-final")]
    [InlineData("https://example.com/a/film_1.mp4?token=secret/x", "film_1")]
    [InlineData("映画.mp4", "video")]
    [InlineData("https://example.com/", "example")]
    public void Of_Video_IsItsNameInAllowedCharacters(string video, string stem) => Assert.Equal(stem, VideoStem.Of(video));

    [Property]
    public Property Of_AnyText_IsShortAndHasAllowedCharacters() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), video =>
        VideoStem.Of(video.Get) is { Length: > 0 and <= VideoStem.MaxLength } stem &&
        stem.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
}
