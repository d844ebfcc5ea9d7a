using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Executions;
using Xunit;

namespace VideoPipeline.Tests.Executions;

public sealed class ExecutionNameTests
{
    [Property]
    public Property For_AnyVideo_IsAValidExecutionName() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), video =>
            ExecutionName.For(video.Get, DateTimeOffset.UnixEpoch) is { Length: <= 80 } name &&
            name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    [Fact]
    public void For_SameVideoTwice_ReturnsDifferentNames() => Assert.NotEqual(
        ExecutionName.For("film.mp4", DateTimeOffset.UnixEpoch), ExecutionName.For("film.mp4", DateTimeOffset.UnixEpoch));
}
