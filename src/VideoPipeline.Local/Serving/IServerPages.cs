using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace VideoPipeline.Local.Serving;

/// <summary>Web pages of a server. The server refuses requests of other pages before they reach these.</summary>
internal interface IServerPages
{
    /// <summary>Adds the services of the pages, before the server is built.</summary>
    /// <param name="services">The services of the server.</param>
    /// <param name="served">What the pages show and control.</param>
    void AddServices(IServiceCollection services, ServedExecutions served);

    /// <summary>Adds the routes and the middleware of the pages.</summary>
    void Map(WebApplication app);
}
