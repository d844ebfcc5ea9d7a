namespace Amazon.Lambda.Core;

/// <summary>Turns payloads into the types a function works on, and back.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads a payload to its end.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes a result.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
