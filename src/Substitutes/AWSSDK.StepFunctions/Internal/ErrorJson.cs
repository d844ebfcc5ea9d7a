using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions.Internal;

/// <summary>Parses an error response: <c>{"__type": "ExecutionDoesNotExist", "message": …}</c>.</summary>
internal static class ErrorJson
{
    // The documented errors of each operation. All others become an AmazonStepFunctionsException.
    private static readonly Dictionary<Type, string[]> s_documented = new()
    {
        [typeof(StartExecutionResponse)] =
            ["ExecutionAlreadyExists", "InvalidArn", "InvalidName", "StateMachineDoesNotExist"],
        [typeof(DescribeExecutionResponse)] = ["ExecutionDoesNotExist", "InvalidArn"],
        [typeof(GetExecutionHistoryResponse)] = ["ExecutionDoesNotExist", "InvalidArn"],
        [typeof(StopExecutionResponse)] = ["ExecutionDoesNotExist", "InvalidArn"],
        [typeof(ListMapRunsResponse)] = ["ExecutionDoesNotExist", "InvalidArn"],
        [typeof(DescribeMapRunResponse)] = ["InvalidArn", "ResourceNotFound"],
    };

    public static AmazonServiceException Read(
        Type response, JsonUnmarshallerContext context, Exception cause, HttpStatusCode status)
    {
        var (code, message) = Parse(context.Stream);
        var type = (int)status < 500 ? ErrorType.Sender : ErrorType.Receiver;
        const string RequestId = "x-amzn-RequestId";
        var id = context.ResponseData.IsHeaderPresent(RequestId) ? context.ResponseData.GetHeaderValue(RequestId) : null;
        return (s_documented[response].Contains(code) ? code : null) switch
        {
            "ExecutionAlreadyExists" => new ExecutionAlreadyExistsException(message, cause, type, code, id, status),
            "ExecutionDoesNotExist" => new ExecutionDoesNotExistException(message, cause, type, code, id, status),
            "StateMachineDoesNotExist" => new StateMachineDoesNotExistException(message, cause, type, code, id, status),
            "ResourceNotFound" => new ResourceNotFoundException(message, cause, type, code, id, status),
            "InvalidName" => new InvalidNameException(message, cause, type, code, id, status),
            "InvalidArn" => new InvalidArnException(message, cause, type, code, id, status),
            _ => new AmazonStepFunctionsException(message, cause, type, code, id, status),
        };
    }

    // A proxy may respond with HTML.
    private static (string Code, string Message) Parse(Stream body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            // The name can have a namespace prefix: com.amazonaws.states#ExecutionDoesNotExist.
            var code = Text(json.RootElement, "__type")?.Split('#')[^1];
            return (code, Text(json.RootElement, "message") ?? Text(json.RootElement, "Message"));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.ToString() : null;
}
