using System.Text;
using VideoPipeline.Local.Functions;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions;

public sealed class FunctionFailedExceptionTests
{
    [Theory]
    [InlineData("{'errorType': 'A'}")]
    [InlineData("""{"errorType": "A", "errorType": "B"}""")]
    [InlineData("""["A"]""")]
    [InlineData("")]
    public void Reported_PayloadThatIsNoJsonObject_UnknownError(string payload) =>
        Assert.Equal("Runtime.Unknown", FunctionFailedException.Reported("F", Encoding.UTF8.GetBytes(payload)).ErrorType);

    [Fact]
    public void Reported_JsonObject_ErrorOfThePayload() =>
        Assert.Equal("A", FunctionFailedException.Reported("F", """{"errorType": "A"}"""u8.ToArray()).ErrorType);
}
