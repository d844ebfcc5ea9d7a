using System.Text;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>The table of docs/conformance.md: the engine against the recorded cases, by feature. Written anew if
/// VIDEOPIPELINE_UPDATE_DOCS is set.</summary>
public sealed class ConformanceTests
{
    private static string DocumentPath => Path.Combine(Repository.Root, "docs", "conformance.md");

    [SharedDataFact(RecordedCase.File)]
    public async Task Document_RecordedCases_HasTheirNumbers()
    {
        var document = await DocumentAsync();
        if (Environment.GetEnvironmentVariable("VIDEOPIPELINE_UPDATE_DOCS") is { Length: > 0 })
        {
            await File.WriteAllTextAsync(DocumentPath, document);
        }

        Assert.Equal(document, await File.ReadAllTextAsync(DocumentPath));
    }

    private static async Task<string> DocumentAsync()
    {
        var rows = new SortedDictionary<string, Row>(StringComparer.Ordinal);
        var all = new Row();
        foreach (var recorded in RecordedCase.All)
        {
            var ends = await RecordedCasesTests.EndDifferenceAsync(recorded) is null;
            bool? sameHistory = recorded.Expected["events"] is null ? null
                : await RecordedCasesTests.HistoryDifferenceAsync(recorded) is null;
            all.Add(ends, sameHistory);
            foreach (var feature in recorded.Features)
            {
                if (!rows.TryGetValue(feature, out var row)) row = rows[feature] = new Row();
                row.Add(ends, sameHistory);
            }
        }
        var text = new StringBuilder(
            """
            # Conformance

            The states language engine against executions recorded on AWS, by feature. A case counts as right if its status,
            output, error and cause are AWS's; a history if all its events are. What differs from run to run (times, identifiers,
            request metadata) is not compared. Made by `VIDEOPIPELINE_UPDATE_DOCS=1 ./test Conformance` from the recordings, which are not
            part of this repository; `./test` compares this page with them where they are there.

            | feature | cases | right | histories | right |
            |---|---|---|---|---|

            """);
        foreach (var (feature, row) in rows) text.AppendLine(row.ToString(feature));
        text.AppendLine(all.ToString("**all**"));
        return text.ToString();
    }

    private sealed class Row
    {
        private int _cases, _right, _histories, _rightHistories;

        public void Add(bool ends, bool? sameHistory)
        {
            _cases++;
            if (ends) _right++;
            if (sameHistory is not null) _histories++;
            if (sameHistory == true) _rightHistories++;
        }

        public string ToString(string feature) =>
            $"| {feature} | {_cases} | {_right} | {_histories} | {_rightHistories} |";
    }
}
