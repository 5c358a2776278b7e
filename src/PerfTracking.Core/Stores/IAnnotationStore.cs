using PerfTracking.History;

namespace PerfTracking.Stores;

/// <summary>The port to the annotations of a store. Every member raises <see cref="PerfStoreException"/> where the store fails.</summary>
public interface IAnnotationStore
{
    /// <summary>Adds an annotation. One that is there already is left as it is, so that bringing it twice is bringing it once.</summary>
    /// <param name="annotation">The annotation, with its <see cref="PerfAnnotation.Identity"/>; its number is not kept.</param>
    /// <returns>The annotation as it is stored, with its number.</returns>
    /// <exception cref="ArgumentException">It has a defect (<see cref="PerfAnnotation.FindDefect"/>).</exception>
    PerfAnnotation AddAnnotation(PerfAnnotation annotation);

    /// <summary>Reads annotations in the order of what they tell of, oldest first.</summary>
    /// <param name="query">Which ones.</param>
    IReadOnlyList<PerfAnnotation> ReadAnnotations(AnnotationQuery query);

    /// <summary>Removes annotations.</summary>
    /// <param name="ids">Their numbers.</param>
    /// <returns>How many there were.</returns>
    int RemoveAnnotations(IReadOnlyCollection<long> ids);
}
