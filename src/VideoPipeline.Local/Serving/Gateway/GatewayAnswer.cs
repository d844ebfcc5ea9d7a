using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.Gateway;

/// <summary>What an HTTP API answers.</summary>
internal static class GatewayAnswer
{
    /// <summary>A function's answer: an object with <c>statusCode</c>, <c>headers</c>, <c>body</c> and so on.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="answer">The function's result, UTF-8 JSON.</param>
    public static async Task WriteAsync(HttpResponse response, byte[] answer)
    {
        var json = (JObject)StatesJson.Parse(Encoding.UTF8.GetString(answer));
        response.StatusCode = (int?)json["statusCode"] ?? StatusCodes.Status200OK;
        foreach (var header in (json["headers"] as JObject)?.Properties() ?? []) response.Headers[header.Name] = (string?)header.Value;
        if (json["cookies"] is JArray cookies) response.Headers[HeaderNames.SetCookie] = cookies.Select(one => (string?)one).ToArray();
        var body = (string?)json["body"] ?? "";
        await response.Body.WriteAsync((bool?)json["isBase64Encoded"] == true ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body));
    }

    /// <summary>What the API says itself: <c>{"message": …}</c>.</summary>
    public static Task WriteAsync(HttpResponse response, int status, string message)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        return response.WriteAsync(StatesJson.Text(new JObject { ["message"] = message }));
    }
}
