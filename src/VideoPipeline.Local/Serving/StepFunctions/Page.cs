using System.Globalization;
using System.Text;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>An item of a list, and its place in it.</summary>
/// <param name="Order">Unique in the list; items are in its ordinal order.</param>
/// <param name="ToJson">Creates it as it is in the response, if it is on the page.</param>
internal readonly record struct PageItem(string Order, Func<JsonData> ToJson)
{
    /// <summary>An order by number, ascending.</summary>
    public static string Ascending(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>An order by number, descending.</summary>
    public static string Descending(long number) => Ascending(long.MaxValue - number);
}

/// <summary>Creates a page of a list according to <c>maxResults</c> and <c>nextToken</c> of a request.</summary>
/// <remarks>A token names the last item of its page, so that items which are added or removed meanwhile neither repeat nor hide
/// others.</remarks>
internal static class Page
{
    // The default applies to 0 too (API reference, "maxResults").
    private const int DefaultSize = 100;

    /// <summary>Creates the response: the items of the page, and the token of the next page unless it is the last.</summary>
    /// <param name="request">The request.</param>
    /// <param name="field">The name of the items in the response.</param>
    /// <param name="list">Identifies the list among those of the same field; tokens of other lists are rejected.</param>
    /// <param name="items">All items, in their order.</param>
    public static JsonData Create(ApiRequest request, string field, string list, IEnumerable<PageItem> items)
    {
        var size = (int)(request.Integer("maxResults") ?? 0);
        if (size == 0) size = DefaultSize;
        list = $"{field} {list}";
        var after = request.Text("nextToken") is { } token ? Read(token, list) : "";
        var page = items
            .Where(item => string.CompareOrdinal(item.Order, after) > 0)
            .Take(size + 1)
            .ToArray();
        var response = new ObjectBuilder { [field] = ArrayData.Of(page.Take(size).Select(item => item.ToJson())) };
        if (page.Length > size) response["nextToken"] = Write(page[size - 1].Order, list);
        return response;
    }

    private static string Write(string order, string list) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{list}\n{order}"));

    private static string Read(string token, string list)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split('\n') is [var tokenList, var order] && tokenList == list
            ? order
            : throw ApiException.InvalidToken();
    }
}
