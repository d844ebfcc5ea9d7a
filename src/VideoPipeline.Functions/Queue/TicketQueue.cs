using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions.Queue;

/// <summary>
/// The executions that wait to be started, in the order of their arrival. They are objects in <c>queue/</c> of the store, so
/// none is lost, and a listing of the bucket shows which wait.
/// </summary>
internal sealed class TicketQueue(IStore store, TimeProvider time)
{
    /// <summary>The prefix of the keys of tickets. The time comes first, so the order of the keys is that of arrival.</summary>
    public const string Prefix = "queue/";

    /// <summary>Adds an execution at the end, or again at its place if <paramref name="arrival"/> is the same.</summary>
    /// <param name="ticket">The execution.</param>
    /// <param name="arrival">When it arrived; null for now.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public Task AddAsync(Ticket ticket, DateTimeOffset? arrival, CancellationToken cancellation)
    {
        var arrived = (arrival ?? time.GetUtcNow()).UtcDateTime
            .ToString("yyyyMMdd'T'HHmmss.fffffff'Z'", CultureInfo.InvariantCulture);
        var key = $"{Prefix}{arrived}-{ticket.Name}.json";
        return store.PutBytesAsync(key, JsonSerializer.SerializeToUtf8Bytes(ticket), cancellation);
    }

    /// <summary>Lists the keys of the tickets, first come first.</summary>
    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellation) =>
        // The console creates a folder as an empty object. A key that the store does not support is not one of a ticket.
        store.ListAsync(Prefix, cancellation).Where(key => !key.EndsWith('/') && StoreKey.IsValid(key));

    /// <summary>Reads a ticket; null if it does not exist any more.</summary>
    /// <exception cref="InvalidInputException">The object is not a ticket, or cannot be read.</exception>
    public async Task<Ticket?> ReadAsync(string key, CancellationToken cancellation) =>
        await store.GetBytesAsync(key, cancellation) is { } bytes ? Parse(key, bytes) : null;

    /// <summary>Reads the tickets with their keys, first come first.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async IAsyncEnumerable<(string Key, Ticket Ticket)> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var key in ListAsync(cancellation))
            if (await ReadAsync(key, cancellation) is { } ticket) yield return (key, ticket);
    }

    /// <summary>Lists the names of the waiting executions, without reading their tickets.</summary>
    public async Task<IReadOnlySet<string>> ListNamesAsync(CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        await foreach (var key in ListAsync(cancellation))
            names.Add(Path.GetFileNameWithoutExtension(key[(key.IndexOf("Z-", StringComparison.Ordinal) + 2)..]));
        return names;
    }

    /// <summary>Removes a ticket.</summary>
    public Task RemoveAsync(string key, CancellationToken cancellation) => store.DeleteAsync(key, cancellation);

    private static Ticket Parse(string key, byte[] bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize<Ticket>(bytes) is { Name: not null, Input: not null } ticket) return ticket;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException($"{key} is not a ticket: {exception.Message} {Advice}", exception);
        }

        throw new InvalidInputException($"{key} is not a ticket: it has no name or no input. {Advice}");
    }

    private const string Advice =
        "Write {\"name\": \"my-film-1\", \"input\": {\"video\": \"s3://…\"}}, or start the execution by states:StartExecution.";
}
