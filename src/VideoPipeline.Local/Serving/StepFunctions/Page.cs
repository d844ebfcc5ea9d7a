using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>One page of a list, as a request asks for it by <c>maxResults</c> and <c>nextToken</c>.</summary>
internal static class Page
{
    // What the API's reference says of every list: 100 where nothing or 0 is said, 1,000 at most.
    private const int Usual = 100, Most = 1000;

    /// <summary>The answer: the page's items under <paramref name="field"/>, and the token of the next page unless it is the last.</summary>
    /// <param name="request">The request.</param>
    /// <param name="field">What the answer calls the items.</param>
    /// <param name="list">What the list is of; a token of another list is refused.</param>
    /// <param name="items">All items.</param>
    public static JObject Of(ApiRequest request, string field, string list, IEnumerable<JToken> items)
    {
        var size = request.Number("maxResults") ?? 0;
        if (size is < 0 or > Most)
            throw ApiException.Validation($"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy constraint: Member must have value between 0 and {Most}");
        if (size == 0) size = Usual;
        var start = request.Text("nextToken") is { } token ? Start(token, list) : 0;
        var page = items.Skip(start).Take(size + 1).ToArray();
        var answer = new JObject { [field] = new JArray(page.Take(size)) };
        if (page.Length > size) answer["nextToken"] = Token(start + size, list);
        return answer;
    }

    private static string Token(int start, string list) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{start.ToString(CultureInfo.InvariantCulture)} {list}"));

    private static int Start(string token, string list)
    {
        var bytes = new byte[token.Length];
        if (Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(' ', 2) is [var number, var of]
            && of == list
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var start))
        {
            return start;
        }
        throw new ApiException("InvalidToken", $"Invalid Token: '{token}'");
    }
}
