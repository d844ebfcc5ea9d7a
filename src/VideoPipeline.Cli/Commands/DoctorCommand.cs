using System.CommandLine;
using VideoPipeline.Cli.Diagnosis;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>doctor</c>: shows which components are installed, used and missing.</summary>
internal sealed class DoctorCommand : VideoPipelineCommand
{
    private readonly Option<bool> _json = JsonOption("the result");

    public DoctorCommand(CommandContext context)
        : base(
            "doctor", "Show which components are installed, used and missing. The exit code is 1 if one is missing.", context) =>
        Add(_json);

    public override string Examples => """
          videopipeline doctor
          videopipeline doctor --json
        """;

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var installation = Installation.Inspect();
        if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Serialize(installation));
        else Context.Out.Write(InstallationText.Of(installation));
        return Task.FromResult(installation.Problems.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }
}
