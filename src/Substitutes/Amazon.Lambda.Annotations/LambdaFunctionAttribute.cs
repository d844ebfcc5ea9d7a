namespace Amazon.Lambda.Annotations;

/// <summary>Marks a method as a Lambda function, for which the generator writes an entry point.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class LambdaFunctionAttribute : Attribute
{
    /// <summary>The function's logical id in the generated template.</summary>
    public string ResourceName { get; set; }

    /// <summary>The time-out of an invocation in seconds.</summary>
    public uint Timeout { get; set; }

    /// <summary>The memory in MB.</summary>
    public uint MemorySize { get; set; }

    /// <summary>The execution role of the function.</summary>
    public string Role { get; set; }

    /// <summary>The policies of the generated execution role, separated by commas.</summary>
    public string Policies { get; set; }
}
