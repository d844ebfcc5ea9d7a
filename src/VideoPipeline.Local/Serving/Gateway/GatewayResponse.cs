using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.Gateway;

/// <summary>Writes responses of the HTTP API.</summary>
internal static class GatewayResponse
{
    /// <summary>Writes a function's response: an object with <c>statusCode</c>, <c>headers</c>, <c>body</c>, …</summary>
    /// <param name="response">The HTTP response.</param>
    /// <param name="result">The function's result as UTF-8 JSON.</param>
    public static async Task WriteAsync(HttpResponse response, byte[] result)
    {
        var json = (JObject)StatesJson.Parse(Encoding.UTF8.GetString(result));
        response.StatusCode = (int?)json["statusCode"] ?? StatusCodes.Status200OK;
        foreach (var header in (json["headers"] as JObject)?.Properties() ?? [])
            response.Headers[header.Name] = (string?)header.Value;
        if (json["cookies"] is JArray cookies)
            response.Headers[HeaderNames.SetCookie] = cookies.Select(cookie => (string?)cookie).ToArray();
        var body = (string?)json["body"] ?? "";
        var isBase64 = (bool?)json["isBase64Encoded"] == true;
        await response.Body.WriteAsync(isBase64 ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Writes a response of the API itself: <c>{"message": …}</c>.</summary>
    public static Task WriteAsync(HttpResponse response, int status, string message)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        return response.WriteAsync(StatesJson.Text(new JObject { ["message"] = message }));
    }
}
