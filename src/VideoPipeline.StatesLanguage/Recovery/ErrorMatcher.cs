using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.Recovery;

/// <summary>The ErrorEquals of a retrier or a catcher.</summary>
internal sealed class ErrorMatcher
{
    private readonly HashSet<string> _names;

    private ErrorMatcher(IEnumerable<string> names) => _names = new HashSet<string>(names, StringComparer.Ordinal);

    /// <summary>Parses the retriers or catchers of a list. States.ALL must be the only name of its ErrorEquals, and in the
    /// last element.</summary>
    /// <param name="list">The list; null if there is none.</param>
    /// <param name="required">The fields that each element must have.</param>
    /// <param name="parse">Parses the other fields of an element.</param>
    public static IReadOnlyList<T> ParseAll<T>(
        DefinitionNode? list, string[] required, Func<DefinitionNode, ErrorMatcher, T> parse)
    {
        var nodes = list?.Items() ?? [];
        return nodes.Select((node, index) =>
        {
            node.Require(required);
            return parse(node, Parse(node["ErrorEquals"], isLast: index == nodes.Count - 1));
        }).ToArray();
    }

    public bool Matches(StatesException failure) => failure.Catchability switch
    {
        Catchability.Never => false,
        Catchability.ByName => MatchesName(failure.Error),
        _ => MatchesName(failure.Error) || _names.Contains(ErrorNames.All)
            || (_names.Contains(ErrorNames.TaskFailed) && !IsTimeout(failure.Error)),
    };

    private bool MatchesName(string? error) => error is not null
        && (_names.Contains(error) || (error == ErrorNames.HeartbeatTimeout && _names.Contains(ErrorNames.Timeout)));

    private static bool IsTimeout(string? error) => error is ErrorNames.Timeout or ErrorNames.HeartbeatTimeout;

    private static ErrorMatcher Parse(DefinitionNode node, bool isLast)
    {
        var names = node.NonEmptyItems().Select(name => name.Text()).ToArray();
        if (names.Contains(ErrorNames.All) && (names.Length > 1 || !isLast))
        {
            node.Report(
                $"{ErrorNames.All} must appear alone and at end of list",
                "Move it to a separate element at the end of the list.");
        }
        return new ErrorMatcher(names);
    }
}
