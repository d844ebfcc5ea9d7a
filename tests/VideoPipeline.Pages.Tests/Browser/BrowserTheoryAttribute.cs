using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Pages.Tests.Browser;

/// <summary>A test in a browser, with data. It is skipped where Chromium is not installed.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = new ProgramFactAttribute(BrowserFactAttribute.Program).Skip;
}
