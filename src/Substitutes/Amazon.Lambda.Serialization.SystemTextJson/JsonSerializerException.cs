namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>A payload could not be read, or a result could not be written.</summary>
public class JsonSerializerException : Exception
{
    /// <param name="message">What could not be converted to what, and why.</param>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <param name="message">What could not be converted to what, and why.</param>
    /// <param name="exception">What System.Text.Json said.</param>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
