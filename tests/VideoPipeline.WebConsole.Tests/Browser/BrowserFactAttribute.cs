using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.WebConsole.Tests.Browser;

/// <summary>A test in a browser. It is skipped where Chromium is not installed.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>The name of the browser's program.</summary>
    public const string Program = "chromium";

    public BrowserFactAttribute() => Skip = new ProgramFactAttribute(Program).Skip;
}

/// <summary>A test in a browser, with data.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = new ProgramFactAttribute(BrowserFactAttribute.Program).Skip;
}
