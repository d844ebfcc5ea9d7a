namespace Amazon.Lambda.Core;

/// <summary>The mobile client and device that invoked a function.</summary>
public interface IClientContext
{
    /// <summary>Information about the device's environment.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The application.</summary>
    IClientApplication Client { get; }

    /// <summary>Custom values that the application set.</summary>
    IDictionary<string, string> Custom { get; }
}
