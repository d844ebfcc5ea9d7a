namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs a function: fetches invocations from the Runtime API and invokes the function, one at a time.</summary>
public class RuntimeSupportInitializer
{
    private readonly string _handler;

    /// <param name="handler">The handler string, Assembly::Namespace.Class::Method.</param>
    /// <exception cref="ArgumentException">The handler string is empty.</exception>
    public RuntimeSupportInitializer(string handler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(handler);
        _handler = handler;
    }

    /// <summary>Handles invocations until the process ends. AWS_LAMBDA_RUNTIME_API contains the host and port of the Runtime
    /// API.</summary>
    public async Task RunLambdaBootstrap()
    {
        using var api = RuntimeApiClient.FromEnvironment();
        var invoke = await LoadAsync(api);
        while (true)
        {
            var invocation = await api.NextAsync();
            byte[] response;
            try
            {
                response = await invoke(invocation.Payload, invocation.Context);
            }
            catch (Exception exception)
            {
                Console.Error.WriteLine(exception);
                await api.ReportErrorAsync(invocation.Context.AwsRequestId, exception);
                continue;
            }
            await api.RespondAsync(invocation.Context.AwsRequestId, response);
        }
    }

    private async Task<InvocationDelegate> LoadAsync(RuntimeApiClient api)
    {
        try
        {
            return HandlerLoader.Load(_handler);
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception);
            await api.ReportInitializationErrorAsync(exception);
            throw;
        }
    }
}
