using Bunit;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.WebConsole.Components;
using Xunit;

namespace VideoPipeline.WebConsole.Tests.Components;

public sealed class JsonViewTests : BunitContext
{
    [Fact]
    public void Value_WithMarkup_IsText()
    {
        var view = Show(ObjectData.Of(("a", "<img src=x onerror=alert(1)>")));

        Assert.Empty(view.FindAll("img"));
        Assert.Contains("<img src=x onerror=alert(1)>", view.Find("pre").TextContent);
    }

    [Fact]
    public void Value_WithCredentialsInAnAddress_HidesThem()
    {
        var view = Show(ObjectData.Of(("video", "https://user:secret@example.com/film.mp4?X-Amz-Signature=abc")));

        Assert.DoesNotContain("secret", view.Markup);
        Assert.DoesNotContain("abc", view.Markup);
        Assert.Contains("example.com/film.mp4", view.Markup);
    }

    [Fact]
    public void Value_ThatIsLong_IsShownInFullOnRequest()
    {
        var view = Show(new string('x', 30_000));
        Assert.InRange(view.Find("pre").TextContent.Length, 1, 20_000);

        view.Find("button").Click();

        Assert.Equal(30_002, view.Find("pre").TextContent.Length);
        Assert.Empty(view.FindAll("button"));
    }

    private IRenderedComponent<JsonView> Show(JsonData value) => Render<JsonView>(parameters => parameters
        .Add(view => view.Value, value).Add(view => view.Label, "Input"));
}
