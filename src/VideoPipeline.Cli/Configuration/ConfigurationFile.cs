using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using VideoPipeline.Cli.Commands;
using VideoPipeline.Errors;

namespace VideoPipeline.Cli.Configuration;

/// <summary>
/// <c>videopipeline.json</c> in the current folder: defaults of options, by their names without dashes. A default applies to
/// every command that has the option.
/// </summary>
internal sealed class ConfigurationFile
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "videopipeline.json";

    private static readonly JsonDocumentOptions s_format =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly List<(string Name, IReadOnlyList<string> Words)> _defaults = [];

    /// <summary>Reads the file; null if there is none.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="root">The command with all commands and options.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or has a name that is no option.</exception>
    public static ConfigurationFile? TryLoad(string folder, RootCommand root)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), s_format);
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("It is not a JSON object.");
            string[] known = [.. root.Subcommands.SelectMany(OptionsOf).Select(option => option.Name).Distinct()];
            var file = new ConfigurationFile();
            foreach (var member in json.RootElement.EnumerateObject()) file.Add(member, known);
            return file;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>
    /// The options to add to a command line: those of the command that are not given. If frames are selected on the command line,
    /// a selection of the file does not apply.
    /// </summary>
    public IReadOnlyList<string> DefaultsFor(CommandResult command)
    {
        var selects = SelectionOptions.OptionNames.Any(IsGiven);
        return
        [
            .. from option in _defaults
               where command.Command.Options.Any(one => one.Name == option.Name)
                   && !IsGiven(option.Name) && !(selects && SelectionOptions.OptionNames.Contains(option.Name))
               from word in option.Words
               select word,
        ];

        bool IsGiven(string name) =>
            command.Command.Options.FirstOrDefault(option => option.Name == name) is { } option
            && command.GetResult(option) is { Implicit: false };
    }

    private void Add(JsonProperty member, IReadOnlyList<string> known)
    {
        var name = "--" + member.Name;
        if (!known.Contains(name))
        {
            var nearest = known.MinBy(option => EditDistance.Of(option, name))![2..];
            throw new InvalidInputException(
                $"{FileName} has '{member.Name}', which is not an option. Did you mean '{nearest}'?");
        }
        _defaults.Add((name, member.Value.ValueKind switch
        {
            JsonValueKind.True => [name],
            JsonValueKind.False or JsonValueKind.Null => [],
            JsonValueKind.Number => [$"{name}={member.Value.GetRawText()}"],
            JsonValueKind.String => [$"{name}={member.Value.GetString()}"],
            _ => throw new InvalidInputException(
                $"{FileName}: '{member.Name}' must be a string, a number, true or false, as on the command line."),
        }));
    }

    private static IEnumerable<Option> OptionsOf(Command command) =>
        [.. command.Options, .. command.Subcommands.SelectMany(OptionsOf)];
}
