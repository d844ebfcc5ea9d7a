using Bunit;
using VideoPipeline.WebConsole.Components;
using VideoPipeline.WebConsole.Hosting;
using Xunit;

namespace VideoPipeline.WebConsole.Tests.Components;

public sealed class LanesTests : BunitContext
{
    private const int Count = 5000;

    private readonly BunitJSModuleInterop _script;

    public LanesTests()
    {
        _script = JSInterop.SetupModule(Asset.Address("lanes.js")).SetupModule("createLanes", _ => true);
        _script.SetupVoid("update", _ => true).SetVoidResult();
    }

    [Fact]
    public void Render_OneBarOfThousandsThatChanges_IsAllThatIsSent()
    {
        var bars = Enumerable.Range(0, Count).Select(i => new Bar(0, i, i + 1, BarStatus.Pending)).ToArray();
        var lanes = Render<Lanes>(parameters => parameters
            .Add(view => view.Label, "Ranges").Add(view => view.Rows, [""])
            .Add(view => view.Bars, bars).Add(view => view.End, Count));
        Assert.Equal(Count, Changes(^1).Count);

        Bar[] changed = [.. bars];
        changed[1234] = changed[1234] with { Status = BarStatus.Running };
        lanes.Render(parameters => parameters.Add(view => view.Bars, changed));

        Assert.Equal([1234, 0, 1234.0, 1235.0, (int)BarStatus.Running], Assert.Single(Changes(^1)));
        // A bar is drawn on a canvas, and is no element.
        Assert.InRange(lanes.FindAll("*").Count, 1, 10);
    }

    private List<object?[]> Changes(Index call) => (List<object?[]>)_script.Invocations["update"][call].Arguments[0]!;
}
