using System.Globalization;
using System.Text;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Creates a page of a list according to <c>maxResults</c> and <c>nextToken</c> of a request.</summary>
internal static class Page
{
    // The default applies to 0 too (API reference, "maxResults").
    private const int DefaultSize = 100, MaxSize = 1000;

    /// <summary>Creates the response: the items of the page, and the token of the next page unless it is the last.</summary>
    /// <param name="request">The request.</param>
    /// <param name="field">The name of the items in the response.</param>
    /// <param name="list">Identifies the list; tokens of other lists are rejected.</param>
    /// <param name="items">All items.</param>
    public static JsonData Create(ApiRequest request, string field, string list, IEnumerable<JsonData> items)
    {
        var size = request.Number("maxResults") ?? 0;
        if (size is < 0 or > MaxSize)
        {
            throw ApiException.Validation(
                $"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy constraint: "
                + $"Member must have value between 0 and {MaxSize}");
        }

        if (size == 0) size = DefaultSize;
        var start = request.Text("nextToken") is { } token ? Start(token, list) : 0;
        var page = items.Skip(start).Take(size + 1).ToArray();
        var response = new ObjectBuilder { [field] = ArrayData.Of(page.Take(size)) };
        if (page.Length > size) response["nextToken"] = Token(start + size, list);
        return response;
    }

    private static string Token(int start, string list) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{start.ToString(CultureInfo.InvariantCulture)} {list}"));

    private static int Start(string token, string list)
    {
        var bytes = new byte[token.Length];
        if (Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(' ', 2) is [var number, var tokenList]
            && tokenList == list
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var start))
        {
            return start;
        }
        throw new ApiException("InvalidToken", $"Invalid Token: '{token}'");
    }
}
