namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The input cannot be deserialized, or the result cannot be serialized.</summary>
public class JsonSerializerException : Exception
{
    /// <param name="message">The type and the reason.</param>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <param name="message">The type and the reason.</param>
    /// <param name="exception">The exception of System.Text.Json.</param>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
