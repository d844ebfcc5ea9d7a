using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.Recovery;

/// <summary>The ErrorEquals of a retrier or a catcher.</summary>
internal sealed class ErrorMatcher
{
    private readonly HashSet<string> _names;

    private ErrorMatcher(IEnumerable<string> names) => _names = new HashSet<string>(names, StringComparer.Ordinal);

    /// <summary>Reads the ErrorEquals of every element: States.ALL stands alone, and only in the last one.</summary>
    public static IReadOnlyList<T> ParseAll<T>(DefinitionNode? list, Func<DefinitionNode, ErrorMatcher, T> parse)
    {
        var nodes = list?.Items() ?? [];
        return nodes.Select(
            (node, index) => parse(node, Parse(node.Required("ErrorEquals"), isLast: index == nodes.Count - 1)))
                .ToArray();
    }

    public bool Matches(StatesException failure) => failure.Catchability switch
    {
        Catchability.Never => false,
        Catchability.ByName => Names(failure.Error),
        _ => Names(failure.Error) || _names.Contains(ErrorNames.All)
            || (_names.Contains(ErrorNames.TaskFailed) && !IsTimeout(failure.Error)),
    };

    private bool Names(string? error) => error is not null
        && (_names.Contains(error) || (error == ErrorNames.HeartbeatTimeout && _names.Contains(ErrorNames.Timeout)));

    private static bool IsTimeout(string? error) => error is ErrorNames.Timeout or ErrorNames.HeartbeatTimeout;

    private static ErrorMatcher Parse(DefinitionNode node, bool isLast)
    {
        var names = node.NonEmptyItems().Select(name => name.Text()).ToArray();
        if (names.Contains(ErrorNames.All) && (names.Length > 1 || !isLast))
        {
            throw node.Invalid(
                $"{ErrorNames.All} is not alone in the last element.",
                "Write it alone, in an element of its own at the end.");
        }
        return new ErrorMatcher(names);
    }
}
