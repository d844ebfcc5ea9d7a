namespace Amazon.Lambda.Core;

/// <summary>The mobile application that invoked a function.</summary>
public interface IClientApplication
{
    /// <summary>Its package.</summary>
    string AppPackageName { get; }

    /// <summary>Its title.</summary>
    string AppTitle { get; }

    /// <summary>Its version's code.</summary>
    string AppVersionCode { get; }

    /// <summary>Its version's name.</summary>
    string AppVersionName { get; }

    /// <summary>The id of this installation of it.</summary>
    string InstallationId { get; }
}
