namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Serves a sandbox: takes invocations from the Runtime API and gives them to a function, one after the other.</summary>
public class RuntimeSupportInitializer
{
    private readonly string _handler;

    /// <param name="handler">The function, as Assembly::Namespace.Class::Method.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public RuntimeSupportInitializer(string handler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(handler);
        _handler = handler;
    }

    /// <summary>Serves it until the process ends. AWS_LAMBDA_RUNTIME_API says where the Runtime API is.</summary>
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
