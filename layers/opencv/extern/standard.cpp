// std::string and std::vector as results of other exports. These return their value, not a status, as OpenCvSharp has
// them.
#include "interop.h"
#include <algorithm>
#include <opencv2/core/types.hpp>
#include <string>
#include <vector>

EXPORT std::string* string_new1() { return new std::string; }

EXPORT void string_delete(std::string* self) { delete self; }

EXPORT const char* string_c_str(std::string* self) { return self->c_str(); }

EXPORT size_t string_size(std::string* self) { return self->size(); }

EXPORT std::vector<uchar>* vector_uchar_new1() { return new std::vector<uchar>; }

EXPORT size_t vector_uchar_getSize(std::vector<uchar>* self) { return self->size(); }

EXPORT uchar* vector_uchar_getPointer(std::vector<uchar>* self) { return self->data(); }

EXPORT void vector_uchar_delete(std::vector<uchar>* self) { delete self; }

EXPORT std::vector<cv::KeyPoint>* vector_KeyPoint_new1() { return new std::vector<cv::KeyPoint>; }

EXPORT size_t vector_KeyPoint_getSize(std::vector<cv::KeyPoint>* self) { return self->size(); }

EXPORT cv::KeyPoint* vector_KeyPoint_getPointer(std::vector<cv::KeyPoint>* self) { return self->data(); }

EXPORT void vector_KeyPoint_delete(std::vector<cv::KeyPoint>* self) { delete self; }

using Matches = std::vector<std::vector<cv::DMatch>>;

EXPORT Matches* vector_vector_DMatch_new1() { return new Matches; }

EXPORT size_t vector_vector_DMatch_getSize1(Matches* self) { return self->size(); }

EXPORT void vector_vector_DMatch_getSize2(Matches* self, size_t* sizes)
{
    for (const auto& row : *self) *sizes++ = row.size();
}

EXPORT void vector_vector_DMatch_copy(Matches* self, cv::DMatch** rows)
{
    for (const auto& row : *self) std::copy(row.begin(), row.end(), *rows++);
}

EXPORT void vector_vector_DMatch_delete(Matches* self) { delete self; }
