// cv::Mat: made, looked at and deleted. The numbers in the names are OpenCvSharp's for the constructors' overloads.
#include "interop.h"
#include <cstdint>

using interop::guarded;

/// OpenCvSharp calls it to see whether the library can be called at all.
EXPORT uint64_t core_Mat_sizeof() { return sizeof(cv::Mat); }

EXPORT Status core_Mat_new1(cv::Mat** result)
{
    return guarded(__func__, [&] { *result = new cv::Mat; });
}

EXPORT Status core_Mat_new2(int rows, int cols, int type, cv::Mat** result)
{
    return guarded(__func__, [&] { *result = new cv::Mat(rows, cols, type); });
}

EXPORT Status core_Mat_new3(int rows, int cols, int type, interop::Scalar value, cv::Mat** result)
{
    return guarded(__func__, [&] { *result = new cv::Mat(rows, cols, type, interop::toCv(value)); });
}

EXPORT Status core_Mat_new8(int rows, int cols, int type, void* data, size_t step, cv::Mat** result)
{
    return guarded(__func__, [&] { *result = new cv::Mat(rows, cols, type, data, step); });
}

EXPORT Status core_Mat_delete(cv::Mat* self)
{
    return guarded(__func__, [&] { delete self; });
}

// OpenCvSharp asks these of a Mat that has been disposed too.
EXPORT Status core_Mat_rows(cv::Mat* self, int* result)
{
    return guarded(__func__, [&] {
        CV_Assert(self);
        *result = self->rows;
    });
}

EXPORT Status core_Mat_cols(cv::Mat* self, int* result)
{
    return guarded(__func__, [&] {
        CV_Assert(self);
        *result = self->cols;
    });
}

EXPORT Status core_Mat_data(cv::Mat* self, unsigned char** result)
{
    return guarded(__func__, [&] { *result = self->data; });
}

EXPORT Status core_Mat_step(cv::Mat* self, size_t* result) { return guarded(__func__, [&] { *result = self->step; }); }

EXPORT Status core_Mat_type(cv::Mat* self, int* result) { return guarded(__func__, [&] { *result = self->type(); }); }

EXPORT Status core_Mat_total1(cv::Mat* self, size_t* result)
{
    return guarded(__func__, [&] { *result = self->total(); });
}

EXPORT Status core_Mat_empty(cv::Mat* self, int* result) { return guarded(__func__, [&] { *result = self->empty(); }); }
