using System.CommandLine;
using VideoPipeline.Cli.Diagnosis;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>doctor</c>: what is installed, what is used, what is missing.</summary>
internal sealed class DoctorCommand : VideoPipelineCommand
{
    private readonly Option<bool> _json = JsonOption("it");

    public DoctorCommand(CommandContext context)
        : base("doctor", "What is installed, what is used, what is missing and what to do; exit code 1 when something needed is missing.", context) =>
        Add(_json);

    public override string Examples => """
          videopipeline doctor
          videopipeline doctor --json
        """;

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var found = Installation.Inspect();
        if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Text(found));
        else Context.Out.Write(InstallationText.Of(found));
        return Task.FromResult(found.Problems.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }
}
