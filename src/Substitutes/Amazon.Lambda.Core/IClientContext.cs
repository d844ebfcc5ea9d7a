namespace Amazon.Lambda.Core;

/// <summary>The mobile client and device that invoked a function.</summary>
public interface IClientContext
{
    /// <summary>Environment information of the device.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The application.</summary>
    IClientApplication Client { get; }

    /// <summary>What the application added.</summary>
    IDictionary<string, string> Custom { get; }
}
